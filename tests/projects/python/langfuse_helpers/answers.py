from observing import begin_generation, finish_generation


async def leaks_when_the_model_fails(trace, model):
    generation = begin_generation(trace, name="answer", model=model.name)  # want: unended-on-exception
    text = await model.answer()
    finish_generation(generation, text)
    return text


async def ends_when_the_model_fails(trace, model):
    generation = begin_generation(trace, name="answer", model=model.name)
    text = ""
    try:
        text = await model.answer()
    finally:
        finish_generation(generation, text)
    return text

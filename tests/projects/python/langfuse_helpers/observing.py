from langfuse import Langfuse

client = Langfuse()


def begin_generation(trace, name, model):
    return trace.generation(name=name, model=model)


def finish_generation(generation, text):
    generation.end(output=text)

// Attributes: their values run before the children do.

function attributeRuns() {
  return (
    <Part
      first={live()}
      second="text"
      third
      fourth={live() as boolean}
    />
  );
}

function attributeThatLeaves() {
  const view = <Part first={process.exit(1)} />;
  dead();
  return view;
}

function attributesComeBeforeChildren() {
  return (
    <Part first={process.exit(1)!}>
      {dead()}
    </Part>
  );
}

function attributesRunInTheirOrder() {
  return (
    <Part
      first={live()}
      second={process.exit(1)}
      third={dead()}
    />
  );
}

function spreadAttributes() {
  const view = <Part {...process.exit(1)} />;
  dead();
  return view;
}

function spreadOfAnAssertedValue(work: any) {
  return (
    <Part
      {...(work(live()) as object)}
      second={live()}
    />
  );
}

function conditionalAttribute(flag: boolean) {
  const view = (
    <Part
      first={flag ? live() : process.exit(1)}
      second={flag && live()}
    />
  );
  live();
  return view;
}

function elementAsAnAttribute() {
  return (
    <Part first={<p>{live()}</p>}>
      {live()}
    </Part>
  );
}

function namesWithDotsAndColons() {
  return (
    <Part.Inner data-name="one" xml:lang="en">
      <svg:rect width={live()} />
      {live()}
    </Part.Inner>
  );
}

// `?.` may skip the rest of its chain; `!` never does.

function nonNullCallIsNotSkipped(maybe: any) {
  maybe!.method(process.exit(1));
  dead();
}

function optionalCallMayBeSkipped(maybe: any) {
  maybe?.method(process.exit(1));
  live();
}

function markInTheMiddleOfAChain(maybe: any) {
  maybe?.first!.second(process.exit(1));
  live();
}

function optionalCallOfANonNullMember(maybe: any) {
  maybe!.first?.(process.exit(1));
  live();
}

function nonNullElement(maybe: any) {
  maybe![process.exit(1)];
  dead();
}

function optionalElement(maybe: any) {
  maybe?.[process.exit(1)]!;
  live();
}

function typeArgumentsBehindTheMark(maybe: any) {
  maybe?.method<number>(process.exit(1));
  live();
}

function optionalCallWithTypeArguments(maybe: any) {
  maybe?.<number>(process.exit(1));
  live();
}

function defaultOfAnAssertedValue(maybe: any) {
  (maybe as number | undefined) ?? process.exit(1);
  live();
}

function assignmentToANonNullField(maybe: any) {
  maybe!.field ??= process.exit(1);
  live();
}

function assertedLeftOfAnAnd(flag: unknown) {
  (flag as boolean) && live();
  live();
}

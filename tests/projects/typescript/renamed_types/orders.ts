import { inject } from '@angular/core';
import { Telemetry, type Parts, type Recorder } from './telemetry';

export async function endsByAnotherNameOfAType(recorder: Recorder, work: () => Promise<void>): Promise<void> {
  const span = recorder.begin('order');
  await recorder.attempt(work);
  recorder.finish(span);
}

export function leaksByAnotherNameOfAType(recorder: Recorder, skip: boolean): void {
  const span = recorder.begin('order'); // want(renamed): unended-span
  if (skip) {
    recorder.mark(span);
    return; // exit(renamed)
  }
  recorder.finish(span);
}

export async function isSaidToBeOne(given: unknown, work: () => Promise<void>): Promise<void> {
  const known = given as Telemetry;
  const span = known.begin('order');
  await known.attempt(work);
  known.finish(span);
}

export function isSaidToBeOneAndLeaks(given: unknown, skip: boolean): void {
  const known = given as Telemetry;
  const span = known.begin('order'); // want(said): unended-span
  if (skip) return; // exit(said)
  known.finish(span);
}

export async function hasAMemberThatIsOne(parts: Parts, work: () => Promise<void>): Promise<void> {
  const span = parts.telemetry.begin('order');
  await parts.telemetry.attempt(work);
  parts.telemetry.finish(span);
}

export function isNoneItself(parts: Parts, skip: boolean): void {
  const span = parts.begin('order');
  if (skip) return;
  parts.finish(span);
}

type Own = Telemetry;

export function leaksByANameOfItsOwn(own: Own, skip: boolean): void {
  const span = own.begin('order'); // want(own): unended-span
  if (skip) return; // exit(own)
  own.finish(span);
}

export class Orders {
  private readonly telemetry = inject(Telemetry);

  async ends(work: () => Promise<void>): Promise<void> {
    const span = this.telemetry.begin('order');
    await this.telemetry.attempt(work);
    this.telemetry.finish(span);
  }

  leaks(skip: boolean): void {
    const span = this.telemetry.begin('order'); // want(injected): unended-span
    if (skip) return; // exit(injected)
    this.telemetry.finish(span);
  }
}

export class Recording extends Telemetry {
  override mark(span: Span): void {
    super.finish(span);
  }

  async endsByWhatItExtends(work: () => Promise<void>): Promise<void> {
    const span = super.begin('order');
    await super.attempt(work);
    this.mark(span);
  }

  leaksByWhatItExtends(skip: boolean): void {
    const span = super.begin('order'); // want(above): unended-span
    if (skip) {
      super.mark(span);
      return; // exit(above)
    }
    this.mark(span);
  }
}

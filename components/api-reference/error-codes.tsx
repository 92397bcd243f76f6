import { type RefusalCode, refusalCategories } from '@/lib/domain/refusal';
import { refusalGuide } from '@/lib/domain/refusal-guide/refusal-guide';

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusalGuide, code);

/** Every code that an answer can hold: when, and what to do. `#DRAFT_EXPIRED` leads to one. */
export function ErrorCodes() {
  return (
    <section className="error-codes" aria-labelledby="errors">
      <h2 className="text-16 font-semibold" id="errors">
        Error codes
      </h2>
      <p className="muted">
        Every refusal is a problem (RFC 9457) with one of these codes. The code is stable; the words may
        change.
      </p>
      <dl>
        {Object.keys(refusalGuide)
          .filter(isCode)
          .map((code) => (
            <div id={code} key={code}>
              <dt>
                <a className="mono" href={`#${code}`}>
                  {code}
                </a>{' '}
                <span className="muted text-12">{refusalCategories[code]}</span>
              </dt>
              <dd>
                {refusalGuide[code].when} {refusalGuide[code].next}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

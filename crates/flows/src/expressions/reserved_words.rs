/// Words that mean something else in an expression than a step of that name: keywords, literals,
/// the globals of ECMAScript and the engine's one function. They need a JavaScript engine.
pub(crate) fn contains(word: &str) -> bool {
    WORDS
        .split_ascii_whitespace()
        .any(|reserved| reserved == word)
}

const WORDS: &str = "
    await break case catch class const continue debugger default delete do else enum export extends
    false finally for function if import in instanceof let new null return super switch this throw
    true try typeof undefined var void while with yield

    AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView
    Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int8Array
    Int16Array Int32Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
    ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError
    URIError Uint8Array Uint8ClampedArray Uint16Array Uint32Array WeakMap WeakRef WeakSet
    arguments decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis
    isFinite isNaN parseFloat parseInt unescape

    flattenNestedKeys
";

//! Names of ECMAScript's built-in functions, by what a script can do with them.

/// Methods that change neither what they are called on nor anything else, whatever they are given
/// that is itself free of effects.
pub(super) fn is_pure_method(name: &str) -> bool {
    contains(PURE_METHODS, name)
}

/// Functions of that kind that are called by their bare name.
pub(super) fn is_pure_function(name: &str) -> bool {
    contains(PURE_FUNCTIONS, name)
}

/// Whether a property of this name may be a built-in function, or leads to one.
pub(super) fn is_built_in(name: &str) -> bool {
    contains(PURE_METHODS, name) || contains(OTHER_METHODS, name)
}

/// Names that are bound without a step: keywords and globals.
pub(super) fn is_reserved(name: &str) -> bool {
    crate::expressions::is_reserved_word(name) || name == "async"
}

fn contains(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|it| it == name)
}

const PURE_FUNCTIONS: &str = "
    BigInt Boolean Number String decodeURI decodeURIComponent encodeURI encodeURIComponent escape
    isFinite isNaN parseFloat parseInt unescape flattenNestedKeys
";

const PURE_METHODS: &str = "
    at charAt charCodeAt codePointAt concat endsWith entries every filter find findIndex findLast
    findLastIndex flat flatMap forEach includes indexOf isWellFormed join keys lastIndexOf
    localeCompare map match matchAll normalize padEnd padStart reduce reduceRight repeat replace
    replaceAll search slice some split startsWith substr substring toLocaleLowerCase
    toLocaleUpperCase toLowerCase toReversed toSorted toSpliced toString toUpperCase toWellFormed
    trim trimEnd trimLeft trimRight trimStart values with

    toExponential toFixed toLocaleString toPrecision isFinite isInteger isNaN isSafeInteger
    parseFloat parseInt

    abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 f16round floor
    fround hypot imul log log10 log1p log2 max min pow random round sign sin sinh sqrt sumPrecise
    tan tanh trunc

    from fromCharCode fromCodePoint fromEntries groupBy hasOwn hasOwnProperty is isArray of parse
    stringify

    exec test get has

    UTC getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime
    getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds
    getUTCMinutes getUTCMonth getUTCSeconds getYear now toDateString toGMTString toISOString toJSON
    toLocaleDateString toLocaleTimeString toTimeString toUTCString valueOf
";

/// All others, the ones that change something among them. A test asks the engine for the whole list.
const OTHER_METHODS: &str = "
    __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ add adopt all
    allSettled anchor and any apply asIntN asUintN assign big bind blink bold call
    captureStackTrace catch chunks clear compareExchange compile construct constructor
    copyWithin create defer defineProperties defineProperty delete deleteProperty deref
    difference dispose disposeAsync drop escape exchange fill finally fixed fontcolor fontsize
    for freeze fromAsync fromBase64 fromHex getBigInt64 getBigUint64 getFloat16 getFloat32
    getFloat64 getInt16 getInt32 getInt8 getOrInsert getOrInsertComputed
    getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols
    getPrototypeOf getUint16 getUint32 getUint8 grow intersection isDisjointFrom isError
    isExtensible isFrozen isLockFree isPrototypeOf isRawJSON isSealed isSubsetOf isSupersetOf
    isView italics keyFor link load move next notify or ownKeys pause pop preventExtensions
    propertyIsEnumerable prototype push race raw rawJSON register reject resize resolve return
    reverse revocable seal set setBigInt64 setBigUint64 setDate setFloat16 setFloat32 setFloat64
    setFromBase64 setFromHex setFullYear setHours setInt16 setInt32 setInt8 setMilliseconds
    setMinutes setMonth setPrototypeOf setSeconds setTime setUTCDate setUTCFullYear setUTCHours
    setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds setUint16 setUint32 setUint8
    setYear shift sliceToImmutable small sort splice store strike sub subarray sup
    symmetricDifference take then throw toArray toBase64 toHex transfer transferToFixedLength
    transferToImmutable try union unregister unshift use wait windows withResolvers xor zip
    zipKeyed
";

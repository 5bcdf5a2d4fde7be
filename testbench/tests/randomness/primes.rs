//! The prime factors of the orders of the generators' polynomials, proved.

use std::collections::HashSet;

use num_bigint::BigUint;

/// The prime factors of the Fermat numbers F_0 to F_8, F_n = 2^(2^n) + 1.
const FERMAT_FACTORS: [&[&str]; 9] = [
    &["3"],
    &["5"],
    &["17"],
    &["257"],
    &["65537"],
    &["641", "6700417"],
    &["274177", "67280421310721"],
    &["59649589127497217", "5704689200685129054721"],
    &[
        "1238926361552897",
        "93461639715357977769163558199606896584051237541638188580280321",
    ],
];

fn number(digits: &str) -> BigUint {
    digits.parse().expect("digits")
}

fn one() -> BigUint {
    BigUint::from(1_u32)
}

/// 2^n − 1.
pub fn mersenne(n: u64) -> BigUint {
    (one() << n) - one()
}

/// For primes above [`twelve_bases_prove`]: prime factors of n − 1 whose product is above √n, the larger ones listed themselves.
const FACTORS_BELOW: [(&str, &[&str]); 3] = [
    (
        "618970019642690137449562111",
        &["683", "2113", "2931542417"],
    ),
    (
        "93461639715357977769163558199606896584051237541638188580280321",
        &["1057372046781162536274034354686893329625329"],
    ),
    (
        "1057372046781162536274034354686893329625329",
        &["9243081088796207", "25353082741699"],
    ),
];

/// Below this number Miller and Rabin's test with the first twelve primes as bases is a proof (J. Sorenson and J. Webster, Strong
/// pseudoprimes to twelve prime bases, Math. Comp. 86, 2017).
fn twelve_bases_prove() -> BigUint {
    number("318665857834031151167461")
}

/// Miller and Rabin's test with the first twelve primes as bases.
fn passes_twelve_bases(n: &BigUint) -> bool {
    let bases = [2_u32, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].map(BigUint::from);
    if bases.contains(n) {
        return true;
    }
    let minus_one = n - one();
    let Some(twos) = minus_one.trailing_zeros().filter(|&twos| twos > 0) else {
        return false;
    };
    let odd = &minus_one >> twos;
    bases.iter().all(|base| {
        let mut power = base.modpow(&odd, n);
        let mut passes = power == one() || power == minus_one;
        for _ in 1..twos {
            power = &power * &power % n;
            passes |= power == minus_one;
        }
        passes
    })
}

fn greatest_common_divisor(mut a: BigUint, mut b: BigUint) -> BigUint {
    while b != BigUint::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    a
}

/// Pocklington's theorem: n is prime if primes q divide n − 1, their product is above √n, and for each there is an a with
/// a^(n−1) = 1 modulo n and a^((n−1)/q) − 1 without a factor in common with n.
fn passes_pocklington(n: &BigUint, primes: &[BigUint]) -> bool {
    let minus_one = n - one();
    let product: BigUint = primes.iter().product();
    let distinct: HashSet<&BigUint> = primes.iter().collect();
    &product * &product > *n
        && distinct.len() == primes.len()
        && primes.iter().all(|q| {
            &minus_one % q == BigUint::ZERO
                && (2_u32..100).map(BigUint::from).any(|a| {
                    let power = a.modpow(&(&minus_one / q), n);
                    a.modpow(&minus_one, n) == one()
                        && power != BigUint::ZERO
                        && greatest_common_divisor(power - one(), n.clone()) == one()
                })
        })
}

/// Whether n is prime, proved; false where no proof is at hand.
fn is_proved_prime(n: &BigUint) -> bool {
    if *n < twelve_bases_prove() {
        return passes_twelve_bases(n);
    }
    let found = FACTORS_BELOW.iter().find(|(prime, _)| number(prime) == *n);
    found.is_some_and(|(_, factors)| {
        let primes: Vec<BigUint> = factors.iter().map(|factor| number(factor)).collect();
        primes.iter().all(is_proved_prime) && passes_pocklington(n, &primes)
    })
}

/// The prime factors of 2^n − 1 for n = 89, 128, 256, 512.
pub fn prime_factors(n: usize) -> Vec<BigUint> {
    if n == 89 {
        return vec![mersenne(89)];
    }
    (0..n.ilog2() as usize)
        .flat_map(|f| FERMAT_FACTORS[f])
        .map(|factor| number(factor))
        .collect()
}

#[test]
fn the_factors_are_prime_and_complete() {
    for (n, factors) in FERMAT_FACTORS.iter().enumerate() {
        let product: BigUint = factors.iter().map(|factor| number(factor)).product();
        assert_eq!(product, (one() << (1_u64 << n)) + one(), "F_{n}");
        for factor in *factors {
            assert!(is_proved_prime(&number(factor)), "{factor}");
        }
    }
    for n in [128, 256, 512] {
        let product: BigUint = prime_factors(n).iter().product();
        assert_eq!(product, mersenne(n as u64), "2^{n} − 1");
    }
    assert!(is_proved_prime(&mersenne(89)));
    // the proofs can fail
    for composite in [mersenne(67), (one() << 64_u32) + one(), number("561")] {
        assert!(!is_proved_prime(&composite), "{composite}");
        assert!(!passes_twelve_bases(&composite), "{composite}");
    }
    // enough factors, but 2^67 − 1 = 193707721 · 761838257287
    let enough = ["20857", "599479"].map(number);
    assert!(!passes_pocklington(&mersenne(67), &enough));
    // factors that are too few, twice there, and one that does not divide
    for wrong in [
        &["2113", "2931542417"][..],
        &["2931542417", "2931542417"],
        &["683", "2113", "2931542419"],
    ] {
        let wrong: Vec<BigUint> = wrong.iter().map(|factor| number(factor)).collect();
        assert!(!passes_pocklington(&mersenne(89), &wrong));
    }
}

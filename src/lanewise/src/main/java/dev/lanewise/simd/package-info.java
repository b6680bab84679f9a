/**
 * What this machine and this JVM offer: whether vector kernels can run and how wide, cache sizes,
 * and the FMA peak that rates are compared with.
 *
 * <p>Imports nothing of Lanewise; not exported, save to the application's {@code doctor}. Start
 * reading at {@link dev.lanewise.simd.Simd}.
 */
package dev.lanewise.simd;

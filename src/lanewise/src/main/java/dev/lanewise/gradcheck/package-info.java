/**
 * Checks anyone's gradient against finite differences, with bounds that are derived, not guessed.
 *
 * <p>{@link dev.lanewise.gradcheck.GradientCheck} is for any function and imports nothing of
 * Lanewise: start reading there. {@link dev.lanewise.gradcheck.NetworkCheck} imports {@code nn}.
 */
package dev.lanewise.gradcheck;

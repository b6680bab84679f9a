/**
 * Checks anyone's gradient against finite differences, with bounds that are derived, not guessed.
 *
 * <p>Imports nothing of Lanewise. Start reading at {@link dev.lanewise.gradcheck.GradientCheck}.
 */
package dev.lanewise.gradcheck;

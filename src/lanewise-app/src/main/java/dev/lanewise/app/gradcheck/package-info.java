/**
 * {@code lanewise gradcheck}: random networks against finite differences.
 *
 * <p>May import the library and {@code console}. Start reading at {@link
 * dev.lanewise.app.gradcheck.GradcheckCommand}.
 */
package dev.lanewise.app.gradcheck;

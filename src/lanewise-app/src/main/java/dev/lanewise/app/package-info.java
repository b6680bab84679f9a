/**
 * The command line: which command runs, what goes wrong in one line, and the exit status.
 *
 * <p>May import the packages below it, one a command, and {@code console}; they import no more than
 * the library and {@code console}. Start reading at {@link dev.lanewise.app.Main}.
 */
package dev.lanewise.app;

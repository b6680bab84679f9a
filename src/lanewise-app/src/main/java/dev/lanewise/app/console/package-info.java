/**
 * What the commands share: progress on and off a terminal, how the choice of kernels reads, and
 * numbers among the options.
 *
 * <p>May import the library. Start reading at {@link dev.lanewise.app.console.Progress}.
 */
package dev.lanewise.app.console;

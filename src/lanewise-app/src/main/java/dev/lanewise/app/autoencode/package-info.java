/**
 * The command {@code autoencode}: samples, settings, and the picture of what hidden units look for.
 *
 * <p>May import the library, {@code console} and the digits and pictures of {@code train}. Start
 * reading at {@link dev.lanewise.app.autoencode.AutoencodeCommand}.
 */
package dev.lanewise.app.autoencode;

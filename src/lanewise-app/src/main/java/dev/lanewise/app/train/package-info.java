/**
 * {@code lanewise train}: the handwritten digits, a network trained on them, and two pictures.
 *
 * <p>May import the library and {@code console}. Start reading at {@link
 * dev.lanewise.app.train.TrainCommand}; {@code Allowed} holds the range of every option.
 */
package dev.lanewise.app.train;

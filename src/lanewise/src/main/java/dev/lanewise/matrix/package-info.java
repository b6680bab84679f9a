/**
 * Row-major matrices in two precisions, their windows and transposed views, and every shape check.
 *
 * <p>Imports nothing of Lanewise. Start reading at {@link dev.lanewise.matrix.Matrix}; {@link
 * dev.lanewise.matrix.FloatMatrix} is the source from which the build derives {@link
 * dev.lanewise.matrix.DoubleMatrix}.
 */
package dev.lanewise.matrix;

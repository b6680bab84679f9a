/** Matrices of both precisions and the checks of their shapes. Imports no other package. */
package dev.lanewise.matrix;

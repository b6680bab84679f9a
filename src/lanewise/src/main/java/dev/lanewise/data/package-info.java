/**
 * Samples: data sets, splits, mini-batches, readers.
 *
 * <p>May import {@code matrix}; knows nothing of networks. Start reading at {@link
 * dev.lanewise.data.DataSet}.
 */
package dev.lanewise.data;

/**
 * Training: the only place that knows both data and network.
 *
 * <p>May import everything. Start reading at {@link dev.lanewise.train.Trainer}.
 */
package dev.lanewise.train;

/**
 * One team of threads, how work is cut for it, and a pool for what calls reuse.
 *
 * <p>Imports nothing of Lanewise; not exported. Start reading at {@link
 * dev.lanewise.parallel.Workers}.
 */
package dev.lanewise.parallel;

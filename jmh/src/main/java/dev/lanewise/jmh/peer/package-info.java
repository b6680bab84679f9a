/**
 * The libraries that Lanewise is measured against: native ones through the Foreign Function API,
 * each in a process of its own. Those of the Maven profile {@code peers} lie in a folder {@code
 * peers} beside the jar, the others are Debian's. Start reading at {@link
 * dev.lanewise.jmh.peer.NativeBenchmark}.
 */
package dev.lanewise.jmh.peer;

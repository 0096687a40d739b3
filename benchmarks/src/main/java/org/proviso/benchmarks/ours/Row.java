package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.requests.SampleRequest;

/**
 * Packed facts of one request: one word, as the layouts of both workloads have.
 *
 * <p>It keeps the portable request, which is there anyway, and not the engine's: an application
 * that packs facts does so in order not to keep objects.
 *
 * @param day the date of service, since 1970-01-01
 * @param request for what only the exact engine can say
 */
public record Row(int day, long facts, SampleRequest request) {}

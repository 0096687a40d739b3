package org.proviso.batch;

/**
 * A row that could not be read, so that nothing was decided of it.
 *
 * @param place its line in the file, counted from 1 with the header; of a Parquet file its row,
 *     counted from 1
 * @param reason why
 */
public record Malformed(long place, String reason) {}

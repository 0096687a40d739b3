package org.proviso.spectroscopy.model;

/**
 * One header value that was used, as it stands in the source.
 *
 * @param name what the value is, in the field's terms, such as {@code echo time}
 * @param rawText the text or number in the header, unchanged
 * @param where where it stands: the key, tag or byte offset, such as {@code SPAR echo_time} or
 *     {@code (0018,9082)}
 */
public record HeaderValue(String name, String rawText, String where) {}

package org.proviso.storage;

import org.proviso.ground.digest.Sha256;

/**
 * An entry of the log.
 *
 * @param sequence its number: 1, 2, 3 and so on, without gaps
 * @param entry what was appended
 * @param previous the hash of the entry before; for the first entry {@link EntryHash#origin}
 * @param hash its own hash, see {@link EntryHash}
 */
public record LoggedEntry(long sequence, NewEntry entry, Sha256 previous, Sha256 hash) {}

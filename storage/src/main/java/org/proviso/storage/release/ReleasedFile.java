package org.proviso.storage.release;

import org.proviso.ground.digest.Sha256;

/**
 * A file of a release.
 *
 * @param path relative to the library's root, with forward slashes
 * @param size in bytes
 */
public record ReleasedFile(String path, Sha256 sha256, long size) {}

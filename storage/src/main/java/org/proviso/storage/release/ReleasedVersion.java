package org.proviso.storage.release;

import org.proviso.ground.digest.Sha256;

/**
 * A version of a document in a release.
 *
 * @param guideline the document's identifier
 * @param version its version, named by its first date of service
 * @param contentHash SHA-256 of the document and all it uses, as records of decisions have it
 * @param file relative to the library's root
 */
public record ReleasedVersion(String guideline, String version, Sha256 contentHash, String file) {}

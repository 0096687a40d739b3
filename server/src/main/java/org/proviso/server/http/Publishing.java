package org.proviso.server.http;

import java.util.Optional;
import org.proviso.storage.release.PublishingService;

/**
 * How guidelines are published.
 *
 * @param service empty when guidelines come from a folder
 */
public record Publishing(Optional<PublishingService> service) {}

package org.proviso.server.http;

import java.util.Arrays;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Requests for what is published anyway, and holds nothing of a patient: anybody may send them. */
final class PublicRequests {
  private static final RequestMatcher MATCHER =
      matcher(
          "/",
          "/openapi.json",
          CdsHooksController.SERVICES,
          "/guidelines",
          "/guidelines/{id}",
          "/guidelines/{id}/{version}");

  private PublicRequests() {}

  static RequestMatcher matcher() {
    return MATCHER;
  }

  private static RequestMatcher matcher(String... paths) {
    PathPatternRequestMatcher.Builder get = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Arrays.stream(paths)
            .<RequestMatcher>map(path -> get.matcher(HttpMethod.GET, path))
            .toList());
  }
}

package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Tells which route a request is for, by its template and never by what was asked. */
public final class Routes {
  /** Where hook calls begin; the rest of the path is the service. */
  static final String HOOK_CALLS = CdsHooksController.SERVICES + "/";

  /** The template of hook calls, which a plain handler answers. */
  static final String HOOK_CALL = HOOK_CALLS + "{service}";

  /** What stands for the route of a request that has none. */
  static final String NONE = "none";

  private final RequestMappingHandlerMapping mapping;

  Routes(RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  /** The template, for example {@code /decisions/{id}}; {@code none} where there is no route. */
  String of(HttpServletRequest request) {
    if (request.getRequestURI().startsWith(HOOK_CALLS)) {
      return HOOK_CALL;
    }
    String known = template(request);
    if (!known.equals(NONE)) {
      return known;
    }
    exists(request);
    return template(request);
  }

  private static String template(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String it
        ? it
        : NONE;
  }

  /** Every route, its method and its template. */
  public Set<String> all() {
    var all = new TreeSet<String>();
    for (RequestMappingInfo route : mapping.getHandlerMethods().keySet()) {
      for (RequestMethod method : route.getMethodsCondition().getMethods()) {
        route.getPatternValues().forEach(template -> all.add(method + " " + template));
      }
    }
    all.add("POST " + HOOK_CALL);
    return all;
  }

  /** Whether something answers this address with this method. */
  boolean exists(HttpServletRequest request) {
    try {
      ServletRequestPathUtils.parseAndCache(request);
      return mapping.getHandler(request) != null;
    } catch (HttpRequestMethodNotSupportedException otherMethod) {
      return false;
    } catch (Exception unclear) {
      return true;
    }
  }
}

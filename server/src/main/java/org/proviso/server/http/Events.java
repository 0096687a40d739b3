package org.proviso.server.http;

import java.util.ArrayList;
import java.util.List;
import org.proviso.storage.StorageFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server logs, and all that it logs about requests: the route's template, a status, who
 * asked by the name in the configuration, how long it took. Never a path, a header, a body or the
 * message of an exception, because any of them may be about a patient. Answers are not logged one
 * by one; the log of decisions has them.
 */
public final class Events {
  private static final Logger LOGGER = LoggerFactory.getLogger("org.proviso.server.requests");
  private static final int FRAMES = 12;

  /** A request that was turned away or failed. */
  public void refused(String route, int status, String caller, String why) {
    LOGGER
        .atWarn()
        .addKeyValue("route", route)
        .addKeyValue("status", status)
        .addKeyValue("caller", caller)
        .addKeyValue("why", why)
        .log("request refused");
  }

  /** Something was thrown that nobody expected: its class and where, not what it says. */
  public void thrown(String where, Throwable thrown) {
    LOGGER
        .atError()
        .addKeyValue("where", where)
        .addKeyValue("thrown", kinds(thrown))
        .addKeyValue("frames", frames(thrown))
        .log("unforeseen fault");
  }

  /** The log could not be written: what is wrong with the store, and what to do. */
  public void storage(StorageFault fault) {
    LOGGER
        .atError()
        .addKeyValue("store", fault.store())
        .addKeyValue("fault", fault.getClass().getSimpleName())
        .addKeyValue("message", fault.message())
        .addKeyValue("help", fault.help())
        .log("log of decisions not written");
  }

  private static List<String> kinds(Throwable thrown) {
    var kinds = new ArrayList<String>();
    for (Throwable each = thrown; each != null && kinds.size() < 5; each = each.getCause()) {
      kinds.add(each.getClass().getName());
    }
    return kinds;
  }

  private static List<String> frames(Throwable thrown) {
    var frames = new ArrayList<String>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frames.size() == FRAMES) {
        break;
      }
      frames.add(
          "%s.%s:%d".formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber()));
    }
    return frames;
  }
}

package org.proviso.benchmarks.cql;

import ca.uhn.fhir.context.FhirContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hl7.fhir.r4.model.Resource;
import org.opencds.cqf.cql.engine.model.ModelResolver;
import org.opencds.cqf.cql.engine.runtime.Value;

/**
 * The engine's own model of FHIR R4. It is found by name: its artifact cannot be a dependency,
 * because the list of versions that its description imports cannot be had (see the module's
 * pom.xml); only its file is on the class path.
 */
final class FhirModel {
  private static final String RESOLVER =
      "org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver";

  private final ModelResolver resolver;
  private final Method toValue;

  FhirModel() {
    try {
      Class<?> type = Class.forName(RESOLVER);
      this.resolver =
          (ModelResolver)
              type.getConstructor(FhirContext.class).newInstance(FhirContext.forR4Cached());
      this.toValue = type.getMethod("toCqlValue", Object.class, boolean.class);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("start the benchmarks with ./benchmarks/run", missing);
    }
  }

  ModelResolver resolver() {
    return resolver;
  }

  /** A resource as the engine reads it. */
  Value value(Resource resource) {
    try {
      return (Value) toValue.invoke(resolver, resource, false);
    } catch (IllegalAccessException | InvocationTargetException failure) {
      throw new IllegalStateException("the resource cannot be read", failure);
    }
  }
}

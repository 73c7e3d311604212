// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine;

import dev.bnn.runtime.internal.engine.packed.PackedEngine;
import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.engine.vector.CountForm;
import dev.bnn.runtime.internal.engine.vector.VectorEngine;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import java.util.LinkedHashMap;
import java.util.Map;

/** All engines, in all forms that this JVM supports, for tests that compare them. */
final class Engines {
    private Engines() {}

    /** The engines to compare with the plain one, by name. */
    static Map<String, Engine> fast(CompiledNetwork network) {
        Map<String, Engine> engines = new LinkedHashMap<>();
        engines.put("packed", new PackedEngine(network));
        for (CountForm form : CountForm.values()) {
            if (form.available()) {
                engines.put("vector, " + form, new VectorEngine(network, form));
            }
        }
        return engines;
    }

    static Map<String, Engine> all(CompiledNetwork network) {
        Map<String, Engine> engines = new LinkedHashMap<>();
        engines.put("plain", new PlainEngine(network));
        engines.putAll(fast(network));
        return engines;
    }
}

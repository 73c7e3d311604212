// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import java.util.Set;

/** A rewriting of the IR that does not change what the network computes. */
public interface Pass {
    /** The class's name, which snapshots and messages use. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The reason for the pass, in one sentence. */
    String why();

    /** The properties that earlier passes must have established. */
    Set<Property> requires();

    /** The properties that hold after this pass and after all later ones. */
    Set<Property> establishes();

    /** Rewrites the IR and records the changes in the log. */
    Ir run(Ir ir, PassLog log);
}

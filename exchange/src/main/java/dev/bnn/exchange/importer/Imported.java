// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.util.List;

/**
 * A model of another tool.
 *
 * @param text the .bnn file
 * @param network what the text declares
 * @param parameters of that network; weights are -1 and +1
 * @param notes what a person should know: what was guessed, and what is not quite as it was
 */
public record Imported(String text, Network network, Parameters parameters, List<String> notes) {
    public Imported {
        notes = List.copyOf(notes);
    }
}

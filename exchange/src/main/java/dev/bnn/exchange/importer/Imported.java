// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.util.List;

/**
 * An imported model.
 *
 * @param text content of the .bnn file
 * @param network the network that the text declares
 * @param parameters parameters of that network; weights are -1 and +1, or integers
 * @param notes for the user: what was guessed, and what differs slightly from the file
 */
public record Imported(String text, Network network, Parameters parameters, List<String> notes) {
    public Imported {
        notes = List.copyOf(notes);
    }
}

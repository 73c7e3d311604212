// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.workflow.Events;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Selects which output of a vendor tool goes to the log of a build, and finds the layer that a message is about. */
public final class ToolMessages {
    /** Prefix of the lines that our scripts print. */
    private static final String OWN = "bnn: ";

    private static final int WARNINGS = 10;

    private final Network network;
    private final Events events;
    private int warnings;

    public ToolMessages(Network network, Events events) {
        this.network = network;
        this.events = events;
    }

    /**
     * Sends the scripts' own lines, critical warnings and warnings about a layer to the log, everything else to the
     * live line.
     */
    public void hear(String tool, String line) {
        if (line.startsWith(OWN)) {
            events.info(network.name() + ": " + line.substring(OWN.length()));
        } else if (warnings < WARNINGS && worthTelling(line)) {
            warnings++;
            events.warn(layer(line).isPresent() ? placed(line) : network.name() + ": " + line);
        } else {
            events.progress(tool, 0, 0, line.strip());
        }
    }

    private boolean worthTelling(String line) {
        return line.startsWith("CRITICAL WARNING")
                || line.startsWith("WARNING") && layer(line).isPresent();
    }

    /** The message, prefixed with the place in the model of the layer whose unit, table or file it names, if any. */
    public String placed(String message) {
        return layer(message)
                .map(layer -> layer.span() + ": " + layer.name() + ": " + message.strip())
                .orElse(message);
    }

    /**
     * Finds the layer that a message names. Names of units and tables consist of a layer's name, an underscore and a word; conv11
     * must not match conv1.
     */
    private Optional<Layer> layer(String message) {
        return network.layers().stream()
                .filter(layer -> Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(layer.name()) + "_[a-z]")
                        .matcher(message)
                        .find())
                .max(Comparator.comparingInt(layer -> layer.name().length()));
    }
}

package dev.bnn.workflow;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a vendor's tool says while it runs: what belongs in the log of a build, and which layer it speaks of. */
final class ToolMessages {
    /** Our scripts begin their own lines so. */
    private static final String OWN = "bnn: ";

    private static final int WARNINGS = 10;

    private final Network network;
    private final Events events;
    private int warnings;

    ToolMessages(Network network, Events events) {
        this.network = network;
        this.events = events;
    }

    /** Steps and critical warnings go to the log, everything else to the live line. */
    void hear(String tool, String line) {
        if (line.startsWith(OWN)) {
            events.info(network.name() + ": " + line.substring(OWN.length()));
        } else if (line.startsWith("CRITICAL WARNING") && warnings < WARNINGS) {
            warnings++;
            events.warn(network.name() + ": " + placed(line));
        } else {
            events.progress(tool, 0, 0, line.strip());
        }
    }

    /** The message with the place in the model of the layer whose unit or table it names, if any. */
    String placed(String message) {
        return layer(message)
                .map(layer -> message + " (layer " + layer.name() + ", " + layer.span() + ")")
                .orElse(message);
    }

    /** Names of units and tables are a layer's name, an underscore and a word; conv1 is not meant by conv11. */
    private Optional<Layer> layer(String message) {
        return network.layers().stream()
                .filter(layer -> Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(layer.name()) + "_[a-z]")
                        .matcher(message)
                        .find())
                .max(Comparator.comparingInt(layer -> layer.name().length()));
    }
}

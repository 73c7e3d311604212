// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Names that every back end gives the parts of a design, so that traces, scripts and drivers fit each of them. */
public final class Names {
    /** The stream of images and that of answers. */
    public static final String IN = "in";

    public static final String OUT = "out";

    private Names() {}

    /** Name of the top function or module, and so of the IP and of its files: a network may be called as a vendor's header is. */
    public static String top(String network) {
        return "bnn_" + network;
    }

    /** Name of the stream that a unit writes to the next one, or of one around a residual, by its {@link Dataflow.Stream#id}. */
    public static String stream(String id) {
        return id + "_out";
    }

    /** The streams of a unit in the order of its ports: those that it reads, then those that it writes. */
    public static List<String> streams(Dataflow flow, int unit) {
        List<Dataflow.Stream> streams = flow.streams();
        List<String> ports = new ArrayList<>(unit == 0 ? List.of(IN) : List.of());
        IntStream.concat(flow.read(unit), flow.written(unit))
                .forEach(s -> ports.add(stream(streams.get(s).id())));
        return ports;
    }
}

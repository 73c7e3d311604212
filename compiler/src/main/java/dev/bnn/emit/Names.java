// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Names of the parts of a design. All back ends use them, so that traces, scripts and drivers fit each of them. */
public final class Names {
    /** The stream of images. */
    public static final String IN = "in";

    /** The stream of answers. */
    public static final String OUT = "out";

    private Names() {}

    /** Name of the top function or module, of the IP and of its files. A prefix, since a network may have the name of a vendor's header. */
    public static String top(String network) {
        return "bnn_" + network;
    }

    /** Name of a stream by its {@link Dataflow.Stream#id}. */
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

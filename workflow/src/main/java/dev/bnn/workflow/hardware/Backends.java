// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.hls.HlsBackend;
import dev.bnn.rtlsim.RtlBackend;

/** The back ends that goals can use. */
public final class Backends {
    /** C++ for the vendor's HLS tool. */
    public static final Backend HLS = new HlsBackend();

    /** Verilog that free tools simulate and count. */
    public static final Backend RTL = new RtlBackend();

    private Backends() {}

    /** Why nothing is simulated or synthesized: the machine has none of the tools. */
    static String missing(Backend.Tools tools) {
        return "no " + tools.what() + " on the PATH (" + String.join(", ", tools.names()) + ")";
    }

    /** The variable PATH of this process, in which goals look for tools. */
    static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }
}

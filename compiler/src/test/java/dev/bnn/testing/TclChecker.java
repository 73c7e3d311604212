// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a script for a vendor's tool under tclsh, with the tool's commands replaced by checks of their names, options,
 * values and order. The commands are in {@code tcl/hls.tcl} and {@code tcl/vivado.tcl} of the test resources.
 */
public final class TclChecker {
    private TclChecker() {}

    /** Whether this machine has a tclsh. */
    public static boolean available() {
        return Programs.find("tclsh").isPresent();
    }

    /**
     * Runs a script and returns the correct calls, one per line, and after them the mistake, if any: {@code wrong: ...}.
     *
     * @param tool vivado_hls, vitis_hls or vivado
     * @param release such as 2020.1
     */
    public static List<String> run(String tool, String release, Path script, Map<String, String> environment)
            throws IOException {
        List<String> lines = new ArrayList<>();
        new Command(List.of("tclsh", checker().toString(), tool, release, script.toString()), null, environment)
                .run(lines::add);
        return lines;
    }

    private static Path checker() {
        try {
            return Path.of(
                    TclChecker.class.getResource("/dev/bnn/tcl/check.tcl").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

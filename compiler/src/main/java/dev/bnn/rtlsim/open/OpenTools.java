// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.rtlsim.Yosys;
import dev.bnn.tool.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The open tools that make the bitstreams of a family, as installed on this machine. */
public record OpenTools(Path yosys, Path nextpnr, Path pack) {
    private static final String SUITE = "YosysHQ's OSS CAD Suite";

    /**
     * A tool.
     *
     * @param from where it comes from, such as {@code Debian's package yosys}
     */
    public record Tool(String name, String from) {}

    /** The tools that a family needs, in the order of use. */
    public static List<Tool> needed(OpenBoard.Family family) {
        Tool yosys = new Tool(Yosys.NAME, "Debian's package yosys, or " + SUITE);
        return switch (family) {
            case ICE40 ->
                List.of(
                        yosys,
                        new Tool("nextpnr-ice40", "Debian's package nextpnr-ice40, or " + SUITE),
                        new Tool("icepack", "Debian's package fpga-icestorm, or " + SUITE));
            case ECP5 -> List.of(yosys, new Tool("nextpnr-ecp5", SUITE), new Tool("ecppack", SUITE));
            case ARTIX7 -> throw new IllegalArgumentException("no open tools for " + family.title());
        };
    }

    /** The needed tools that are in none of the folders of a list such as PATH. */
    public static List<Tool> missing(OpenBoard.Family family, String path) {
        return needed(family).stream()
                .filter(tool -> Programs.find(tool.name(), path).isEmpty())
                .toList();
    }

    /** The tools; empty if one is missing. */
    public static Optional<OpenTools> find(OpenBoard.Family family, String path) {
        List<Path> found = new ArrayList<>();
        for (Tool tool : needed(family)) {
            Programs.find(tool.name(), path).ifPresent(found::add);
        }
        return found.size() == 3
                ? Optional.of(new OpenTools(found.get(0), found.get(1), found.get(2)))
                : Optional.empty();
    }

    /** The versions that yosys and nextpnr print, since a bitstream depends on both. */
    public List<String> versions() {
        return List.of(version(yosys), version(nextpnr), pack.toString());
    }

    /** The first line that a tool prints about its version; its path where it prints none. */
    public static String version(Path program) {
        return Programs.version(program).stream()
                .flatMap(List::stream)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(program.toString())
                .replaceFirst("^\"[^\"]*\" -- ", "")
                .strip();
    }
}

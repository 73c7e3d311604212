// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.Unit;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.sim.unit.RtlFabric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Verilog of separate units or streams: the library, a module with ports for each, and a top module that exposes all these ports. */
public final class UnitProject {
    /** The top module. */
    public static final String TOP = "alone";

    private static final List<String> READ = List.of("valid", "ready", "data");
    private static final List<String> WRITTEN = List.of("room", "take", "push", "data");

    private final RtlFabric fabric;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> memories = new LinkedHashMap<>();
    private final List<String> ports = new ArrayList<>();
    private final List<String> instances = new ArrayList<>();

    private UnitProject(RtlFabric fabric) {
        this.fabric = fabric;
    }

    /** A port of a unit's module. */
    private record Port(boolean input, int bits, String name) {
        String declared(String prefix) {
            return (input ? "input" : "output") + " wire [" + (bits - 1) + ":0] " + prefix + name;
        }
    }

    /** Writes {@code src} and {@code mem} into a folder. Each unit is a module with the unit's name. */
    public static void write(List<? extends Part> parts, RtlFabric fabric, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.createDirectories(folder.resolve("mem"));
        for (String module : RtlEmitter.LIBRARY) {
            String file = "bnnlib_" + module + ".v";
            Files.write(folder.resolve("src").resolve(file), TemplateFiles.read("rtl/src/" + file));
        }
        UnitProject project = new UnitProject(fabric);
        for (Part part : parts) {
            project.add(part);
        }
        project.text.append("module " + TOP + " (" + String.join(", ", project.ports) + ");\n"
                + String.join("\n", project.instances) + "\nendmodule\n");
        Files.writeString(folder.resolve("src/" + TOP + ".v"), project.text);
        for (Map.Entry<String, String> memory : project.memories.entrySet()) {
            Files.writeString(folder.resolve("mem").resolve(memory.getKey()), memory.getValue());
        }
    }

    private void add(Part part) {
        List<Port> own = new ArrayList<>(List.of(new Port(true, 1, "clk"), new Port(true, 1, "rst")));
        List<String> constants = new ArrayList<>();
        String instance = part.of(unit -> unit(unit, own, constants), stream -> stream(stream, own));
        String prefix = part.name() + "_";
        String connections = Stream.concat(
                        constants.stream(), own.stream().map(p -> "." + p.name() + "(" + p.name() + ")"))
                .collect(Collectors.joining(", "));
        text.append("(* keep_hierarchy *) module " + part.name() + " ("
                + own.stream().map(p -> p.declared("")).collect(Collectors.joining(", ")) + ");\n" + instance + " ("
                + connections + ");\nendmodule\n");
        own.forEach(p -> ports.add(p.declared(prefix)));
        instances.add(part.name() + " i_" + part.name() + " ("
                + own.stream()
                        .map(p -> "." + p.name() + "(" + prefix + p.name() + ")")
                        .collect(Collectors.joining(", "))
                + ");");
    }

    private String stream(Part.Stream part, List<Port> own) {
        int bits = part.bits();
        int depth = part.depth();
        int style = fabric.inBlockRam(bits, depth) ? 2 : fabric == RtlFabric.LUT_RAM ? 1 : 0;
        for (String input : List.of("take", "push", "pop")) {
            own.add(new Port(true, 1, input));
        }
        own.add(new Port(true, bits, "din"));
        own.add(new Port(false, 1, "room"));
        own.add(new Port(false, 1, "valid"));
        own.add(new Port(false, bits, "dout"));
        return "bnnlib_fifo #(.WIDTH(" + bits + "), .DEPTH(" + depth + "), .STYLE(" + style + ")) f";
    }

    private String unit(Unit unit, List<Port> own, List<String> constants) {
        Instance instance = unit.accept(new RtlUnits(fabric));
        memories.putAll(instance.memories());
        boolean loadable = instance.parameters().stream().anyMatch(p -> p.name().equals("LOADABLE"));
        if (!instance.loads().isEmpty() && loadable) {
            own.add(new Port(true, 1, "load_begin"));
            own.add(new Port(true, Long.SIZE, "load_data"));
            instance.loads().forEach(l -> own.add(new Port(true, 1, l)));
        } else if (!instance.loads().isEmpty()) {
            constants.add(".load_begin(1'b0)");
            constants.add(".load_data(64'd0)");
            instance.loads().forEach(l -> constants.add("." + l + "(1'b0)"));
        }
        instance.constants().forEach(c -> constants.add("." + c.port() + "(" + c.bits() + "'h" + c.digits() + ")"));
        for (Unit.Port port : unit.ports()) {
            for (String signal : port.input() ? READ : WRITTEN) {
                boolean into = port.input() ? !signal.equals("ready") : signal.equals("room");
                own.add(new Port(into, signal.equals("data") ? port.bits() : 1, port.name() + "_" + signal));
            }
        }
        String parameters = Stream.concat(
                        instance.parameters().stream().map(p -> "." + p.name() + "(" + p.value() + ")"),
                        instance.tables().stream()
                                .map(t -> "." + t.name() + "(\"" + t.file().value() + "\")"))
                .collect(Collectors.joining(", "));
        return instance.module() + " #(" + parameters + ") u";
    }
}

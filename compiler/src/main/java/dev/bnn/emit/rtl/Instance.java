// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.template.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A unit as an instance of a module: its parameters, constant inputs and files of memories. */
final class Instance {
    private final String unit;
    private final String module;
    private final List<RtlView.Parameter> parameters = new ArrayList<>();
    private final List<RtlView.Table> tables = new ArrayList<>();
    private final List<RtlView.Constant> constants = new ArrayList<>();
    private final List<String> loads = new ArrayList<>();
    private final Map<String, String> memories = new LinkedHashMap<>();

    Instance(String unit, String module) {
        this.unit = unit;
        this.module = module;
    }

    Instance with(String parameter, long value) {
        return verilog(parameter, Long.toString(value));
    }

    /** Adds a parameter that is not a plain number. */
    Instance verilog(String parameter, String value) {
        parameters.add(new RtlView.Parameter(parameter, value));
        return this;
    }

    /** Adds a parameter that names a memory file, and the words of the file. */
    Instance memory(String parameter, String name, HexWords words) {
        String file = unit + "_" + name + ".mem";
        memories.put(file, words.text());
        tables.add(new RtlView.Table(parameter, new Text(file)));
        return this;
    }

    Instance constant(String port, int bits, HexWords word) {
        constants.add(new RtlView.Constant(port, bits, word.digits()));
        return this;
    }

    /** Names the input that takes the elements of the unit's next array of parameters. */
    Instance load(String port) {
        loads.add(port);
        return this;
    }

    List<String> loads() {
        return loads;
    }

    String module() {
        return module;
    }

    List<RtlView.Parameter> parameters() {
        return parameters;
    }

    List<RtlView.Table> tables() {
        return tables;
    }

    List<RtlView.Constant> constants() {
        return constants;
    }

    /** Contents of the memory files, by file name. */
    Map<String, String> memories() {
        return memories;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells to which yosys maps a design, or a part of it.
 *
 * @param lut look-up tables, including those that are memories or shift registers
 * @param inverters inverters that yosys keeps separate; place and route merges most of them into look-up tables
 * @param ff flip-flops
 * @param carry cells of carry chains: four bits each on seven-series, eight on UltraScale+, one on iCE40
 * @param ram block RAMs: halves of 18 kbit on seven-series and UltraScale+, of 18 kbit on ECP5, of 4 kbit on iCE40
 * @param dsp multipliers
 */
public record YosysCounts(long lut, long inverters, long ff, long carry, long ram, long dsp) {
    private static final YosysCounts NONE = new YosysCounts(0, 0, 0, 0, 0, 0);
    private static final Pattern SECTION = Pattern.compile("=== (.+) ===");
    private static final Pattern CELL = Pattern.compile(" +([A-Z][A-Z0-9_]*) +(\\d+)");

    /** Look-up tables that each memory primitive takes. */
    private static final Map<String, Integer> MEMORIES = Map.ofEntries(
            Map.entry("TRELLIS_DPR16X4", 4),
            Map.entry("RAM32M", 4),
            Map.entry("RAM64M", 4),
            Map.entry("RAM32M16", 8),
            Map.entry("RAM64M8", 8),
            Map.entry("RAM32X1D", 2),
            Map.entry("RAM64X1D", 2),
            Map.entry("RAM128X1D", 4),
            Map.entry("RAM32X1S", 1),
            Map.entry("RAM64X1S", 1),
            Map.entry("RAM128X1S", 2),
            Map.entry("RAM256X1S", 4),
            Map.entry("SRL16E", 1),
            Map.entry("SRLC16E", 1),
            Map.entry("SRLC32E", 1));

    /**
     * Reads what the command {@code stat} prints.
     *
     * @return the counts by module, in the order of the report
     */
    public static Map<String, YosysCounts> parse(List<String> stat) {
        Map<String, YosysCounts> modules = new LinkedHashMap<>();
        String module = "";
        for (String line : stat) {
            Matcher section = SECTION.matcher(line);
            Matcher cell = CELL.matcher(line);
            if (section.matches()) {
                module = section.group(1);
                modules.put(module, NONE);
            } else if (cell.matches()) {
                modules.merge(module, of(cell.group(1), Long.parseLong(cell.group(2))), YosysCounts::plus);
            }
        }
        // The total over all modules, which yosys prints only for a design of several.
        modules.remove("design hierarchy");
        return modules;
    }

    /** The sum of two counts. */
    public YosysCounts plus(YosysCounts other) {
        return new YosysCounts(
                lut + other.lut,
                inverters + other.inverters,
                ff + other.ff,
                carry + other.carry,
                ram + other.ram,
                dsp + other.dsp);
    }

    private static YosysCounts of(String cell, long count) {
        if (cell.matches("LUT[1-6]|SB_LUT4")) {
            return new YosysCounts(count, 0, 0, 0, 0, 0);
        } else if (MEMORIES.containsKey(cell)) {
            return new YosysCounts(count * MEMORIES.get(cell), 0, 0, 0, 0, 0);
        } else if (cell.equals("INV")) {
            return new YosysCounts(0, count, 0, 0, 0, 0);
        } else if (cell.matches("FD[RSCP]E|SB_DFF.*|TRELLIS_FF")) {
            return new YosysCounts(0, 0, count, 0, 0, 0);
        } else if (cell.matches("CARRY[48]|SB_CARRY|CCU2C")) {
            return new YosysCounts(0, 0, 0, count, 0, 0);
        } else if (cell.matches("RAMB18E[12]|SB_RAM40_4K.*|DP16KD")) {
            return new YosysCounts(0, 0, 0, 0, count, 0);
        } else if (cell.matches("RAMB36E[12]")) {
            return new YosysCounts(0, 0, 0, 0, 2 * count, 0);
        } else if (cell.matches("DSP48E[12]|SB_MAC16|MULT18X18D")) {
            return new YosysCounts(0, 0, 0, 0, 0, count);
        }
        return NONE;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

/**
 * What the tools need to know about a board without a processor: its chip, and the pins of its clock and of its serial port.
 *
 * @param device the chip as nextpnr calls it: {@code hx8k}, {@code up5k}, {@code 85k}; the vendor's name where Vivado makes the
 *     bitstream
 * @param packageName the chip's package as nextpnr calls it: {@code ct256}
 * @param chip resources of the chip
 * @param oscillatorMhz frequency of the board's oscillator in MHz
 * @param clockPin pin of the oscillator
 * @param pllAtPin true if that pin reaches a PLL only through the PLL's own pad input, as on the UP5K
 * @param rxPin pin on which bytes from the host come in
 * @param txPin pin on which bytes to the host leave
 * @param baud bits per second that the board's USB converter supports
 * @param program command that loads a bitstream; the name of the file follows it
 */
public record OpenBoard(
        Family family,
        String device,
        String packageName,
        Chip chip,
        double oscillatorMhz,
        String clockPin,
        boolean pllAtPin,
        String rxPin,
        String txPin,
        int baud,
        String program) {
    /** The family of the chip, which decides the tools for the bitstream: open ones for all but the last. */
    public enum Family {
        /** {@code synth_ice40}, {@code nextpnr-ice40}, {@code icepack}. */
        ICE40("iCE40", 4_096),
        /** {@code synth_ecp5}, {@code nextpnr-ecp5}, {@code ecppack}. */
        ECP5("ECP5", 18_432),
        /** Vivado. */
        ARTIX7("Artix-7", 36_864);

        private final String title;
        private final int ramBits;

        Family(String title, int ramBits) {
            this.title = title;
            this.ramBits = ramBits;
        }

        /** Whether open tools make the bitstream; else the vendor's do. */
        public boolean openTools() {
            return this != ARTIX7;
        }

        /** The name as the vendor writes it. */
        public String title() {
            return title;
        }

        /** Bits of a block RAM (EBR). */
        public int ramBits() {
            return ramBits;
        }
    }

    /**
     * The resources of a chip.
     *
     * @param cells logic cells: a look-up table of four inputs with a flip-flop
     * @param ram block RAMs (EBR)
     * @param spram large RAMs of 256 kbit, which start with arbitrary content
     * @param dsp multipliers
     */
    public record Chip(long cells, long ram, long spram, long dsp) {}
}

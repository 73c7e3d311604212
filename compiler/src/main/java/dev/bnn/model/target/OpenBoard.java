// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

/**
 * What the tools need to know of a board without a processor: its chip, and the pins of its clock and of its serial port.
 *
 * @param device the chip as nextpnr calls it: {@code hx8k}, {@code up5k}, {@code 85k}; the vendor's name where Vivado makes the
 *     bitstream
 * @param packageName the chip's package as nextpnr calls it: {@code ct256}
 * @param chip what the chip holds
 * @param oscillatorMhz frequency of the clock that the board gives
 * @param clockPin its pin
 * @param pllAtPin true where that pin feeds a PLL only by the PLL's own input, as on the UP5K
 * @param rxPin pin on which bytes from the host come in
 * @param txPin pin on which bytes to the host leave
 * @param baud bits a second that the board's converter to USB takes
 * @param program command that loads a bitstream; the file's name comes after it
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
    /** Which tools make the bitstream: open ones but for the last. */
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

        /** As the vendor writes it. */
        public String title() {
            return title;
        }

        /** Bits of a block RAM (EBR). */
        public int ramBits() {
            return ramBits;
        }
    }

    /**
     * What a chip holds.
     *
     * @param cells logic cells: a look-up table of four inputs with a flip-flop
     * @param ram block RAMs (EBR)
     * @param spram large RAMs of 256 kbit, which start from any content
     * @param dsp multipliers
     */
    public record Chip(long cells, long ram, long spram, long dsp) {}
}

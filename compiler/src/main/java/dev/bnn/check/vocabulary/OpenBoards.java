// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.OpenBoard.Chip;
import dev.bnn.model.target.OpenBoard.Family;

/** The boards without a processor. Pins are those of the boards' own constraint files, chips those of the data sheets. */
final class OpenBoards {
    private static final Chip HX1K = new Chip(1_280, 16, 0, 0);
    private static final Chip HX8K = new Chip(7_680, 32, 0, 0);
    private static final Chip UP5K = new Chip(5_280, 30, 4, 8);
    private static final Chip A35T = new Chip(20_800, 50, 0, 90);
    private static final Chip A100T = new Chip(63_400, 135, 0, 240);
    private static final Chip LFE5U_25F = new Chip(24_288, 56, 0, 28);
    private static final Chip LFE5U_85F = new Chip(83_640, 208, 0, 156);

    /** Lattice's iCE40HX-8K breakout board. */
    static final Boards.Known ICE40_HX8K = new Boards.Known(
            "ice40-hx8k",
            "iCE40HX8K-CT256",
            60,
            new OpenBoard(Family.ICE40, "hx8k", "ct256", HX8K, 12, "J3", false, "B10", "B12", 3_000_000, "iceprog"));

    /** 1BitSquared's iCEBreaker. */
    static final Boards.Known ICEBREAKER = new Boards.Known(
            "icebreaker",
            "iCE40UP5K-SG48",
            24,
            new OpenBoard(Family.ICE40, "up5k", "sg48", UP5K, 12, "35", true, "6", "9", 3_000_000, "iceprog"));

    /** MuseLab's iCESugar. */
    static final Boards.Known ICESUGAR = new Boards.Known(
            "icesugar",
            "iCE40UP5K-SG48",
            24,
            new OpenBoard(Family.ICE40, "up5k", "sg48", UP5K, 12, "35", true, "4", "6", 115_200, "icesprog"));

    /** Lattice's iCEstick. */
    static final Boards.Known ICESTICK = new Boards.Known(
            "icestick",
            "iCE40HX1K-TQ144",
            48,
            new OpenBoard(Family.ICE40, "hx1k", "tq144", HX1K, 12, "21", false, "9", "8", 3_000_000, "iceprog"));

    /** Radiona's ULX3S with the largest chip. */
    static final Boards.Known ULX3S = new Boards.Known("ulx3s", "LFE5U-85F-6BG381C", 50, ulx3s("85k", LFE5U_85F));

    /** Radiona's ULX3S with the smallest chip. */
    static final Boards.Known ULX3S_12F =
            new Boards.Known("ulx3s-12f", "LFE5U-12F-6BG381C", 50, ulx3s("12k", LFE5U_25F));

    /** The Colorlight i5 module on MuseLab's extension board. */
    static final Boards.Known COLORLIGHT_I5 = new Boards.Known(
            "colorlight-i5",
            "LFE5U-25F-6BG381C",
            50,
            new OpenBoard(
                    Family.ECP5,
                    "25k",
                    "CABGA381",
                    LFE5U_25F,
                    25,
                    "P3",
                    false,
                    "H18",
                    "J17",
                    115_200,
                    "openFPGALoader -b colorlight-i5"));

    /** Digilent's Arty A7 with the smaller chip. */
    static final Boards.Known ARTY_A7_35 = new Boards.Known(
            "arty-a7-35", "xc7a35ticsg324-1L", 100, artix("xc7a35t", A35T, "E3", "A9", "D10", "arty_a7_35t"));

    /** Digilent's Arty A7 with the larger chip. */
    static final Boards.Known ARTY_A7_100 = new Boards.Known(
            "arty-a7-100", "xc7a100tcsg324-1", 100, artix("xc7a100t", A100T, "E3", "A9", "D10", "arty_a7_100t"));

    /** Digilent's Basys 3. */
    static final Boards.Known BASYS_3 =
            new Boards.Known("basys-3", "xc7a35tcpg236-1", 100, artix("xc7a35t", A35T, "W5", "B18", "A18", "basys3"));

    private OpenBoards() {}

    /** @param loader the board's name in openFPGALoader */
    private static OpenBoard artix(String device, Chip chip, String clock, String rx, String tx, String loader) {
        return new OpenBoard(
                Family.ARTIX7, device, "", chip, 100, clock, false, rx, tx, 3_000_000, "openFPGALoader -b " + loader);
    }

    private static OpenBoard ulx3s(String device, Chip chip) {
        return new OpenBoard(
                Family.ECP5,
                device,
                "CABGA381",
                chip,
                25,
                "G2",
                false,
                "M1",
                "L4",
                3_000_000,
                "openFPGALoader -b ulx3s");
    }
}

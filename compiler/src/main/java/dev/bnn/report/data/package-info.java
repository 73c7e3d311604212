// SPDX-License-Identifier: Apache-2.0
/** The data of a report, as the goals recorded it: figures without text and pictures. This package knows no page. */
package dev.bnn.report.data;

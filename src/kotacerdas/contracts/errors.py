"""Why a contract or a whole file is refused. Single rows are never refused here: they are returned (``kinds``).

Refusal
├── ContractRefused            the contract itself is malformed
├── ContractUnreadable         what is to be imported is no contract
├── ExpressionRefused          a condition is outside the allowed part of SQL
└── FileRefused                nothing in the file can be read under the contract
    ├── EmptyFile · NoRows · NotATable · WebPageAsSheet · TooLarge · TooManyRows · CellTooLarge
    ├── UnreadableText · UnclosedQuote
    ├── UnreadableWorkbook · LockedWorkbook
    ├── HeaderRefused          HeaderNotFound · ColumnMissing · ColumnRenamed · ColumnRepeated
    │                          · MergedHeader · TooManyColumns · MappingRefused
    │                          · ColumnNotAgreed · ColumnsOutOfOrder
    ├── RuleBroken · ReferenceMissing
    ├── ParcelRefused          SeveralFiles · LockedParcel · UnreadableParcel
    ├── UnreadableRecords
    └── CodesRefused           BridgeMissing · CodeTypedAsNumber
"""

from kotacerdas.kernel.errors import Refusal
from kotacerdas.kernel.messages import gettext_noop


class ContractRefused(Refusal):
    """The contract itself is malformed; ``where`` is a path in its body, ``what`` the fault in words."""

    code = "contracts.contract_refused"
    sentence = gettext_noop("The contract “%(name)s” cannot be used. %(where)s: %(what)s.")


class ExpressionRefused(Refusal):
    """A condition is not in the allowed part of SQL."""

    code = "contracts.expression_refused"
    sentence = gettext_noop("The condition cannot be used.")


class ExpressionTooLong(ExpressionRefused):
    """More text than a condition needs."""

    code = "contracts.expression_too_long"
    sentence = gettext_noop("The condition is longer than %(limit)s characters. Write it as several shorter ones.")


class ExpressionUnreadable(ExpressionRefused):
    """Not SQL at all."""

    code = "contracts.expression_unreadable"
    sentence = gettext_noop("The condition cannot be read. Check its brackets and quotation marks.")


class NoCondition(ExpressionRefused):
    """It computes something, but says nothing that is true or false of a row."""

    code = "contracts.no_condition"
    sentence = gettext_noop("The condition must say something of a row's fields that is true or false, such as a <= b.")


class PartRefused(ExpressionRefused):
    """A part that is not among the allowed ones, or used in a way they are not."""

    code = "contracts.part_refused"
    sentence = gettext_noop("“%(part)s” is not allowed in a condition. The list of what is stands in the documents.")


class NotAField(ExpressionRefused):
    """A name the contract does not know."""

    code = "contracts.not_a_field"
    sentence = gettext_noop("“%(name)s” in the condition is not a field of this contract.")


class KindsDiffer(ExpressionRefused):
    """Values of different kinds are put together."""

    code = "contracts.kinds_differ"
    sentence = gettext_noop(
        "“%(part)s” in the condition is of another kind than what it is put together with. Compare numbers with "
        "numbers, texts with 'texts' and dates with DATE '2026-01-31'."
    )


class ContractUnreadable(Refusal):
    """A document that is none of those a contract can be imported from."""

    code = "contracts.contract_unreadable"
    sentence = gettext_noop(
        "This is no Table Schema, Data Package or ODCS document. Choose a .json or .yaml file that lists columns."
    )


class FileRefused(Refusal):
    """Nothing in the file can be read under the contract."""

    code = "contracts.file_refused"
    sentence = gettext_noop("The file cannot be read.")


class EmptyFile(FileRefused):
    """No bytes, or only blanks."""

    code = "contracts.empty_file"
    sentence = gettext_noop("The file is empty. Save it again from your application and check that it holds rows.")


class NoRows(FileRefused):
    """A header and nothing below it."""

    code = "contracts.no_rows"
    sentence = gettext_noop("The file has a header but no rows below it. Fill in the rows and send it again.")


class NotATable(FileRefused):
    """Bytes that are no text, Excel or Parquet table."""

    code = "contracts.not_a_table"
    sentence = gettext_noop(
        "This is not a table we can read. Send CSV, Excel (.xlsx, .xls, .ods), Parquet or JSON lines, plain or zipped, "
        "not a picture, PDF or document."
    )


class WebPageAsSheet(FileRefused):
    """HTML under the name of a sheet, as many web applications export."""

    code = "contracts.web_page_as_sheet"
    sentence = gettext_noop(
        "The file carries the name of a sheet but is a web page. Open it in Excel, choose “Save as” .xlsx, and send that."
    )


class TooLarge(FileRefused):
    """More than this machine agrees to unpack."""

    code = "lake.too_large"
    sentence = gettext_noop(
        "Unpacked, the file holds %(size_mb)s MB; at most %(limit_mb)s MB are read. Send it as CSV, or in parts by area."
    )


class TooManyRows(FileRefused):
    """More rows than one submission may hold."""

    code = "lake.too_many_rows"
    sentence = gettext_noop("The file holds %(found)s rows; at most %(limit)s are read. Send it in parts by area.")


class CellTooLarge(FileRefused):
    """One cell holds an unreasonable amount of text."""

    code = "lake.cell_too_large"
    sentence = gettext_noop(
        "A cell near line %(line)s holds more than %(limit)s characters. A quotation mark may be missing there."
    )


class SheetTooWide(FileRefused):
    """A cell so far out that the empty cells before it fill the memory."""

    code = "lake.sheet_too_wide"
    sentence = gettext_noop(
        "The Excel sheet reaches down to line %(line)s and out to column %(column)s. Something was left in a cell far "
        "from the table: copy only the table into a new file and send that."
    )


class UnreadableText(FileRefused):
    """Bytes that are text in no encoding we know."""

    code = "lake.unreadable_text"
    sentence = gettext_noop(
        "The letters of this file cannot be decoded near line %(line)s. Save it as “CSV UTF-8” and send it again."
    )


class UnclosedQuote(FileRefused):
    """A quoted cell that never ends, or ends in its middle."""

    code = "lake.unclosed_quote"
    sentence = gettext_noop(
        "The quotation marks on line %(line)s do not pair up, so cells and rows cannot be told apart. "
        "Remove them, or write each one twice inside a quoted cell."
    )


class UnreadableWorkbook(FileRefused):
    """Looks like a workbook, cannot be opened."""

    code = "lake.unreadable_workbook"
    sentence = gettext_noop("The Excel file is damaged. Open it in Excel, save it again as .xlsx, and send that.")


class LockedWorkbook(FileRefused):
    """A workbook behind a password."""

    code = "lake.locked_workbook"
    sentence = gettext_noop("The Excel file is locked with a password. Remove the password and send it again.")


class UnreadableParquet(FileRefused):
    """Looks like Parquet, cannot be opened."""

    code = "lake.unreadable_parquet"
    sentence = gettext_noop("The Parquet file is damaged or not whole. Write it again, or send the table as CSV.")


class NestedColumn(FileRefused):
    """A column of a Parquet file whose cells are no single text or number."""

    code = "lake.nested_column"
    sentence = gettext_noop(
        "The column “%(column)s” holds lists, structures or raw bytes. Write one text or one number in each cell "
        "and send the file again."
    )


class HeaderRefused(FileRefused):
    """The header does not fit the contract."""

    code = "contracts.header_refused"
    sentence = gettext_noop("The header does not fit what was agreed.")


class HeaderNotFound(HeaderRefused):
    """No line near the top looks like the header."""

    code = "contracts.header_not_found"
    sentence = gettext_noop(
        "No header was found in the first %(lines)s lines. The first line must name the columns: %(columns)s."
    )


class TooManyColumns(HeaderRefused):
    """Far more columns than any contract has; most likely the wrong separator or the wrong file."""

    code = "contracts.too_many_columns"
    sentence = gettext_noop(
        "The header has %(found)s columns; at most %(limit)s are read. Send only the agreed ones: %(columns)s."
    )


class ColumnMissing(HeaderRefused):
    """A column of the contract is not in the header and nothing in it comes near."""

    code = "contracts.column_missing"
    sentence = gettext_noop(
        "The column “%(field)s” is missing from the header on line %(line)s. Add it; the header must hold: %(columns)s."
    )


class ColumnRenamed(ColumnMissing):
    """A column of the contract is not in the header, but a similar name is."""

    code = "contracts.column_renamed"
    sentence = gettext_noop(
        "The column “%(field)s” is missing from the header on line %(line)s. Is “%(nearest)s” meant? "
        "Then rename it to “%(field)s”."
    )


class ColumnRepeated(HeaderRefused):
    """Two columns claim to be the same field."""

    code = "contracts.column_repeated"
    sentence = gettext_noop(
        "The columns “%(first)s” and “%(second)s” both stand for “%(field)s”. Keep only the right one."
    )


class ColumnNotAgreed(HeaderRefused):
    """A column the contract does not have, where it allows none."""

    code = "contracts.column_not_agreed"
    sentence = gettext_noop(
        "The column “%(column)s” on line %(line)s is not among the agreed ones. Remove it; the header must hold only: "
        "%(columns)s."
    )


class ColumnsOutOfOrder(HeaderRefused):
    """The right columns in another order than the contract insists on."""

    code = "contracts.columns_out_of_order"
    sentence = gettext_noop(
        "The columns on line %(line)s stand in another order than agreed. Put them in this order: %(columns)s."
    )


class RuleBroken(FileRefused):
    """Something that no row may break was broken, so the whole file goes back."""

    code = "contracts.rule_broken"
    sentence = gettext_noop(
        "%(rows)s rows break a condition that returns the whole file (first on line %(line)s). Correct the rows named "
        "in the letter and hand in the whole file again."
    )


class ReferenceMissing(FileRefused):
    """A dataset that the rows refer to has no release in force."""

    code = "contracts.reference_missing"
    sentence = gettext_noop(
        "The rows of this file refer to the dataset “%(dataset)s”, which has no release yet. Hand that one in first."
    )


class MergedHeader(HeaderRefused):
    """A header over two rows whose joined names fit no column."""

    code = "contracts.merged_header"
    sentence = gettext_noop(
        "The header spans lines %(line)s and %(next_line)s and cannot be matched: “%(field)s” is not among %(found)s. "
        "Write one header line with the agreed names: %(columns)s."
    )


class MappingRefused(HeaderRefused):
    """What was said about a column cannot be so."""

    code = "contracts.mapping_refused"
    sentence = gettext_noop(
        "The column “%(column)s” cannot stand for “%(field)s”: each field is held by one column, and by its own name. "
        "Choose again."
    )


class ParcelRefused(FileRefused):
    """A zip that does not hold one table."""

    code = "lake.parcel_refused"
    sentence = gettext_noop("The zip file cannot be opened.")


class SeveralFiles(ParcelRefused):
    """A zip with more than one file, or none."""

    code = "lake.several_files"
    sentence = gettext_noop(
        "The zip file holds %(count)s files (%(names)s). Put exactly one table into each zip file and send it again."
    )


class LockedParcel(ParcelRefused):
    """A zip behind a password."""

    code = "lake.locked_parcel"
    sentence = gettext_noop("The zip file is locked with a password. Make it again without one and send it.")


class UnreadableParcel(ParcelRefused):
    """A zip that cannot be unpacked, or says another size than it has."""

    code = "lake.unreadable_parcel"
    sentence = gettext_noop("The zip file is damaged or not whole. Make it again, or send the table itself.")


class UnreadableRecords(FileRefused):
    """A JSON file that is no list of flat records."""

    code = "lake.unreadable_records"
    sentence = gettext_noop(
        "Line %(line)s is not one record. Write one JSON object per line, or one list of objects, each with one text "
        "or one number per field, and send the file again."
    )


class CodesRefused(FileRefused):
    """The codes of a whole column cannot be trusted."""

    code = "contracts.codes_refused"
    sentence = gettext_noop("The codes cannot be trusted.")


class BridgeMissing(CodesRefused):
    """BPS codes, and no table that says which Kemendagri code each one is."""

    code = "contracts.bridge_missing"
    sentence = gettext_noop(
        "The column “%(field)s” holds BPS codes, which name other villages than the ministry's. "
        "Replace them with Kemendagri codes written with dots, for example 51.02.01.2001."
    )


class CodeTypedAsNumber(CodesRefused):
    """A code column stored as numbers, which loses zeros and dots."""

    code = "contracts.code_typed_as_number"
    sentence = gettext_noop(
        "The column “%(column)s” is stored as numbers (first on line %(line)s), so zeros and dots are lost. "
        "Format the column as Text, type the codes again and send the file again."
    )

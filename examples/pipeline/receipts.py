"""Reads receipts and invoices into rows for the bookkeeping sheet."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path

from openai import OpenAI

ROOT = Path(__file__).resolve().parent.parent
SCANS = ROOT / "scans"

client = OpenAI()


def encode_image(path: str | Path) -> str:
    with open(path, "rb") as image_file:
        return base64.b64encode(image_file.read()).decode("utf-8")


def data_url(path: Path) -> str:
    mime, _ = mimetypes.guess_type(path)
    return f"data:{mime};base64,{encode_image(path)}"


def read_receipt() -> str:
    """A photographed receipt: small enough to be sent as it is."""
    base64_image = encode_image("scans/receipt-hut.jpg")
    response = client.responses.create(
        model="gpt-5.4-mini",
        input=[
            {
                "role": "user",
                "content": [
                    {"type": "input_text", "text": "Every line of this receipt as CSV: count, item, price."},
                    {
                        "type": "input_image",
                        "image_url": f"data:image/jpeg;base64,{base64_image}",
                        "detail": "high",
                    },
                ],
            }
        ],
    )
    return response.output_text


def read_invoice() -> str | None:
    """An A4 page at 300 dpi. Nobody said how much detail, so this model takes all of it."""
    completion = client.chat.completions.create(
        model="gpt-5.6-terra",
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Number, date, supplier, net, tax and total of this invoice, as JSON."},
                    {"type": "image_url", "image_url": {"url": data_url(SCANS / "invoice-0417.png")}},
                ],
            }
        ],
    )
    return completion.choices[0].message.content


def read_invoice_cheaply() -> str | None:
    completion = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Only the total of this invoice, please."},
                    {
                        "type": "image_url",
                        "image_url": {"url": data_url(SCANS / "invoice-0417.png"), "detail": "low"},
                    },
                ],
            }
        ],
    )
    return completion.choices[0].message.content


# What the bookkeeper's machine calls the same receipt, and a scan that OpenAI refuses until it is converted.
ON_THE_SHARE = r"scans\receipt-hut.jpg"
DELIVERY_NOTE = "scans/delivery-note.tiff"


if __name__ == "__main__":
    print(read_receipt())
    print(read_invoice())

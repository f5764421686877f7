"""Writes the texts of the catalogue from its pictures."""

from pathlib import Path

from google import genai
from google.genai import types
from PIL import Image

client = genai.Client()

PHOTOS = Path("photos")


def describe_mug() -> str | None:
    """Two pictures of one thing, at half the usual resolution."""
    response = client.models.generate_content(
        model="gemini-3.6-flash",
        contents=[
            types.Part.from_bytes(data=Path("photos/enamel-mug.jpg").read_bytes(), mime_type="image/jpeg"),
            types.Part.from_bytes(data=Path("products/mug-384.webp").read_bytes(), mime_type="image/webp"),
            "Two sentences for the catalogue. No superlatives.",
        ],
        config=types.GenerateContentConfig(
            media_resolution=types.MediaResolution.MEDIA_RESOLUTION_MEDIUM,
        ),
    )
    return response.text


def describe_small_things() -> str | None:
    """384 px is one flat price on the older model; 385 px is not."""
    response = client.models.generate_content(
        model="gemini-2.5-flash",
        contents=[
            Image.open("products/mug-384.webp"),
            Image.open("products/lantern-cutout.webp"),
            "Which of the two casts light?",
        ],
    )
    return response.text


def describe_view() -> str | None:
    """A panorama, uploaded first and named in the call."""
    panorama = client.files.upload(file="photos/ridge-panorama.jpg")
    response = client.models.generate_content(
        model="gemini-3.5-flash-lite",
        contents=[panorama, "Count the ridges."],
    )
    return response.text


def describe_all() -> list[str | None]:
    texts = []
    for name in ["tarn-bottle.webp", "enamel-mug.jpg"]:
        response = client.models.generate_content(
            model="gemini-3.6-flash",
            contents=[Image.open(PHOTOS / name), "One line of alt text."],
        )
        texts.append(response.text)
    return texts


if __name__ == "__main__":
    print(describe_mug())
